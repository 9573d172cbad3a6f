"""One document from a work folder, in a process of its own:  python -m benchmarks.rendering.child WORK FORM OUT.docx"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path

from benchmarks.processes import residents
from minutes import workfolder
from minutes.publish import publish_document
from minutes.render.forms import load_form
from minutes.workfolder import WorkFolder


def main() -> None:
    """Prints as JSON the processor's seconds and bytes (VmHWM) before and of the document."""
    root, form, out = sys.argv[1:]
    loaded = time.process_time()
    held = residents(os.getpid())[os.getpid()].peak
    began = time.perf_counter()
    work = WorkFolder(Path(root))
    publish_document(work, load_form(form))
    made = {
        "clock_s": time.perf_counter() - began,
        "processor_s": time.process_time() - loaded,
        "start_s": loaded,
        "start_bytes": held,
        "peak_bytes": residents(os.getpid())[os.getpid()].peak,
    }
    shutil.move(work.path(workfolder.DOCUMENT), out)
    print(json.dumps(made))


if __name__ == "__main__":
    main()
