// Chỉ tiêu được đánh giá không đạt hoặc chưa đạt
MATCH (chi_tieu:Indicator) WHERE chi_tieu.verdict IS NOT NULL AND chi_tieu.key IS NOT NULL AND chi_tieu.verdict =~ '(?i).*(không|chưa).*'
RETURN chi_tieu.document AS van_ban, chi_tieu.ordinal AS so_thu_tu, chi_tieu.name AS chi_tieu, chi_tieu.unit AS don_vi, chi_tieu.verdict AS danh_gia
ORDER BY van_ban, so_thu_tu LIMIT 100;
