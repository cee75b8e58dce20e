# attack: connection files of other kernels, whose key lets anybody run code in them, are looked for
# gains: other students' kernels
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import json
import tempfile
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

own = get_ipython().kernel.session.key
own_folder = Path(get_ipython().kernel.parent.connection_file).parent
for folder in {Path(jupyter_runtime_dir()), own_folder, own_folder.parent, Path(tempfile.gettempdir()), Path("/run")}:
    for path in [*folder.glob("*.json"), *folder.glob("*/*.json")] if folder.is_dir() else []:
        try:
            key = json.loads(path.read_text()).get("key", "")
        except (OSError, ValueError, AttributeError):
            continue
        if key and key.encode() != own:
            canary("READ", path)
