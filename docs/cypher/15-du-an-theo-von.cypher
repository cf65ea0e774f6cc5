// Dự án có tổng mức đầu tư lớn nhất, chủ đầu tư và các báo cáo nhắc tới
MATCH (du_an:Project) WHERE du_an.investment_million_vnd IS NOT NULL AND du_an.key IS NOT NULL
OPTIONAL MATCH (du_an)-[:REPORTED_IN]->(bao_cao:Document)
RETURN du_an.name AS du_an, du_an.investment_million_vnd AS trieu_dong, du_an.owner AS chu_dau_tu, collect(bao_cao.key) AS bao_cao
ORDER BY trieu_dong DESC, du_an LIMIT 30;
