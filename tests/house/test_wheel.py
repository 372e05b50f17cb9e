"""The wheel carries everything that the packages hold: wording, phrase lists, pages, migrations."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.house.tree import PACKAGES, ROOT, files

BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"


def test_the_wheel_leaves_no_file_behind(tmp_path: Path):
    source, out = tmp_path / "source", tmp_path / "out"
    ours = [name for name in files() if name.split("/")[0] in PACKAGES]
    for name in [*ours, *({"pyproject.toml", "LICENSE", "README.md"} & set(files()))]:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        _ = shutil.copy(ROOT / name, source / name)
    done = subprocess.run([sys.executable, "-c", BUILD, str(out)], cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        assert set(ours) - set(wheel.namelist()) == set()
