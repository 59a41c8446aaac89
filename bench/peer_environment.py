"""An environment of their own for the peers, made by plain pip."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def peer_python(folder: Path, requirements: str = "requirements.txt") -> Path:
    """The interpreter of the environment in `folder`, made where it isn't there yet."""
    places = (folder / "bin" / "python", folder / "Scripts" / "python.exe")
    found = [path for path in places if path.exists()]
    if found:
        return found[0]
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = next(path for path in places if path.exists())
    named = str(HERE / "peers" / requirements)
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", named], check=True)
    return python
