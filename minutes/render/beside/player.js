// A time in the record plays the recording from there; without this the link opens the recording at that time.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.time");
  const player = document.querySelector("audio");
  if (!link || !player) return;
  event.preventDefault();
  player.currentTime = Number(link.hash.replace("#t=", ""));
  player.play();
});
