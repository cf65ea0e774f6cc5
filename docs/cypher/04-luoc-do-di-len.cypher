// Lược đồ đi lên: văn bản này căn cứ, thực hiện, cụ thể hóa những văn bản nào (xem dạng đồ thị)
:param so => '31/2025/NQ-HĐND'
MATCH (goc:Document {number: $so})
MATCH duong = (goc)-[:IMPLEMENTS|CONTINUES|DETAILS|BASED_ON]->{1,5}(:Document)
RETURN duong LIMIT 200;
