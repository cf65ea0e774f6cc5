#!/usr/bin/env bash
# Sao lưu một kho dữ liệu đang chạy:  backup.sh KHO THƯ_MỤC_SAO_LƯU [SỐ_BẢN_GIỮ_LẠI]
# Bản sao nhất quán của SQLite (sự thật: tệp nguồn, văn bản, đồ thị) cùng chỉ mục của đúng thế hệ đó, thành một tệp .tar.gz
# có kiểm tra. Không dừng máy chủ, không chặn người ghi. Chỉ cần python3, tar, sha256sum.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,4p' "$0"; exit 2; }
workspace=$1 target=$2 keep=${3:-14}
[ -f "$workspace/vanmach.sqlite" ] || { echo "Không có kho dữ liệu tại $workspace" >&2; exit 1; }
mkdir -p "$target"
work=$(mktemp -d "$target/.dang-sao-luu.XXXXXX"); trap 'rm -rf "$work"' EXIT
copy=$work/kho; mkdir -p "$copy/generations"

for attempt in 1 2 3 4 5; do
  generation=$(python3 - "$workspace/vanmach.sqlite" "$copy/vanmach.sqlite" <<'PY'
import pathlib, sqlite3, sys
source = sqlite3.connect(f"{pathlib.Path(sys.argv[1]).resolve().as_uri()}?mode=ro", uri=True, timeout=60)
pathlib.Path(sys.argv[2]).unlink(missing_ok=True)
target = sqlite3.connect(sys.argv[2])
source.backup(target)
if target.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
    sys.exit("Bản sao SQLite không toàn vẹn")
row = target.execute("SELECT g.folder FROM current c JOIN generations g ON g.id = c.generation").fetchone()
print(row[0] if row else "")
PY
)
  # Thế hệ có thể bị thay và dọn ngay lúc sao: khi ấy làm lại từ đầu.
  [ -z "$generation" ] && break
  rm -rf "$copy/generations/$generation"
  if cp -a "$workspace/generations/$generation" "$copy/generations/" 2>/dev/null && [ -d "$workspace/generations/$generation" ]; then break; fi
  [ "$attempt" -lt 5 ] || { echo "Kho thay đổi liên tục, hãy chạy lại sau" >&2; exit 1; }
done
for extra in vanmach.toml; do [ -f "$workspace/$extra" ] && cp -a "$workspace/$extra" "$copy/"; done

name=vanmach-$(date +%Y%m%d-%H%M%S).tar.gz
tar -C "$work" -czf "$work/$name" kho
(cd "$work" && sha256sum "$name" > "$name.sha256")
mv "$work/$name" "$work/$name.sha256" "$target/"
ls -1t "$target"/vanmach-*.tar.gz | tail -n "+$((keep + 1))" | while read -r old; do rm -f "$old" "$old.sha256"; done
echo "$target/$name"
