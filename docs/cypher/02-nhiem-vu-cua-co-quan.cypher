// Nhiệm vụ một cơ quan chủ trì hoặc phối hợp, hạn gần nhất trước
:param co_quan => 'Sở Xây dựng'
MATCH (co_quan:Agency {key: $co_quan})<-[giao:ASSIGNED_TO]-(nhiem_vu:Task)
RETURN giao.role AS vai_tro, nhiem_vu.text AS noi_dung, nhiem_vu.deadline_raw AS han, nhiem_vu.deadline_end AS ngay, nhiem_vu.document AS van_ban
ORDER BY ngay, van_ban LIMIT 200;
