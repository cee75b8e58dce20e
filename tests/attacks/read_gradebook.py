# attack: every database of SQLite below / that can be reached is opened, and the gradebook's marks are asked for
# gains: everybody's marks; written to, it would rewrite them
# expect: 0 points in check-0-1
# canary: output
# slow: 20 seconds where there is much to walk over
# %% exercise-0-1
# include: say
# include: wrong
import os
import sqlite3
import time

end = time.monotonic() + 20
for folder, folders, files in os.walk("/"):
    if time.monotonic() > end:
        break
    folders[:] = [name for name in folders if name not in ("proc", "sys", "site-packages")]
    for path in (os.path.join(folder, name) for name in files if name.endswith((".db", ".sqlite", ".sqlite3"))):
        try:
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
                database.execute("select auto_score from grade limit 1").fetchall()
        except sqlite3.Error:
            continue
        canary("READ", path)
