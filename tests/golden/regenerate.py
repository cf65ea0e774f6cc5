"""`python -m tests.golden.regenerate` (`make golden`): writes the golden export anew. Read the difference before committing it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.golden.pipeline import GOLDEN, export_sample


def main() -> None:
    """Replaces the golden files by what the program exports now, and says which of them changed."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "export"
        export_sample(Path(folder) / "workspace", out)
        GOLDEN.mkdir(exist_ok=True)
        for path in sorted(out.iterdir()):
            kept = GOLDEN / path.name
            content = path.read_bytes()
            changed = not kept.exists() or kept.read_bytes() != content
            kept.write_bytes(content)
            lines = len(content.splitlines())
            print(f"{'changed' if changed else 'unchanged':<10} {path.name} ({lines} lines)")


if __name__ == "__main__":
    main()
