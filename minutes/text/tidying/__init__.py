"""L0 as heard → L1 without fillers (ケバ取り) → L2 as minutes are written (整文), each with a receipt for every change."""
