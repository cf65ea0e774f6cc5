// Khối lượng việc theo cơ quan: số nhiệm vụ chủ trì và phối hợp
MATCH (co_quan:Agency)<-[giao:ASSIGNED_TO]-(:Task) WHERE co_quan.key IS NOT NULL
RETURN co_quan.key AS co_quan, count(CASE giao.role WHEN 'lead' THEN 1 END) AS chu_tri,
       count(CASE giao.role WHEN 'coordinate' THEN 1 END) AS phoi_hop
ORDER BY chu_tri DESC, phoi_hop DESC, co_quan LIMIT 50;
