// Tìm văn bản, cơ quan, dự án theo tên hay trích yếu, gõ không dấu cũng được
:param chu => 'du lich'
CALL db.index.fulltext.queryNodes('entity_names', $chu, {limit: 20}) YIELD node, score
RETURN labels(node) AS loai, node.key AS khoa, coalesce(node.title, node.name) AS ten, round(score, 2) AS diem;
