// Nhiệm vụ đến hạn trong một khoảng ngày
:param tu => '2025-01-01'
:param den => '2026-12-31'
MATCH (nhiem_vu:Task) WHERE nhiem_vu.deadline_end >= $tu AND nhiem_vu.deadline_end <= $den AND nhiem_vu.key IS NOT NULL
RETURN nhiem_vu.deadline_end AS ngay, nhiem_vu.lead AS chu_tri, nhiem_vu.text AS noi_dung, nhiem_vu.document AS van_ban
ORDER BY ngay, van_ban LIMIT 200;
