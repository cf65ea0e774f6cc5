// Nhiệm vụ thực hiện một văn bản, kể cả qua các văn bản cụ thể hóa nó (đổi số hiệu ở dòng :param)
:param so => '45-NQ/TW'
MATCH (goc:Document {number: $so})
MATCH duong = (goc)<-[:IMPLEMENTS|CONTINUES|DETAILS|BASED_ON]-{0,4}(van_ban:Document)
MATCH (van_ban)<-[:IMPLEMENTS]-(nhiem_vu:Task)
RETURN DISTINCT nhiem_vu.document AS van_ban_giao, nhiem_vu.ordinal AS so_thu_tu, nhiem_vu.text AS noi_dung,
       nhiem_vu.lead AS chu_tri, nhiem_vu.deadline_raw AS han, van_ban.key AS thuc_hien
ORDER BY van_ban_giao, so_thu_tu LIMIT 200;
