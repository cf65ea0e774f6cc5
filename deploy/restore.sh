#!/usr/bin/env bash
# Phục hồi một bản sao lưu vào một thư mục mới:  restore.sh BẢN_SAO_LƯU.tar.gz KHO_MỚI
# Không ghi đè kho đang có: phục hồi bên cạnh, xem lại, rồi mới đổi tên.
set -euo pipefail
[ $# -eq 2 ] || { sed -n '2,3p' "$0"; exit 2; }
archive=$1 workspace=$2
[ ! -e "$workspace" ] || { echo "$workspace đã có; hãy chọn một thư mục mới" >&2; exit 1; }
if [ -f "$archive.sha256" ]; then (cd "$(dirname "$archive")" && sha256sum --quiet -c "$(basename "$archive").sha256"); fi
parent=$(dirname "$workspace"); mkdir -p "$parent"
work=$(mktemp -d "$parent/.dang-phuc-hoi.XXXXXX"); trap 'rm -rf "$work"' EXIT
tar -C "$work" -xzf "$archive"
python3 - "$work/kho" <<'PY'
import pathlib, sqlite3, sys
folder = pathlib.Path(sys.argv[1])
database = sqlite3.connect(folder / "vanmach.sqlite")
if database.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
    sys.exit("SQLite trong bản sao lưu không toàn vẹn")
row = database.execute("SELECT g.id, g.folder FROM current c JOIN generations g ON g.id = c.generation").fetchone()
if row and not (folder / "generations" / row[1]).is_dir():
    sys.exit("Bản sao lưu thiếu chỉ mục; sau khi phục hồi hãy chạy: vanmach rebuild")
print(f"Thế hệ {row[0] if row else 0}")
PY
mv "$work/kho" "$workspace"
echo "$workspace"
