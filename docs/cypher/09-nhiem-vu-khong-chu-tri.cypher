// Nhiệm vụ chưa rõ cơ quan chủ trì
MATCH (nhiem_vu:Task) WHERE nhiem_vu.key IS NOT NULL AND NOT EXISTS { (nhiem_vu)-[:ASSIGNED_TO {role: 'lead'}]->(:Agency) }
RETURN nhiem_vu.document AS van_ban, nhiem_vu.ordinal AS so_thu_tu, nhiem_vu.text AS noi_dung ORDER BY van_ban, so_thu_tu LIMIT 100;
