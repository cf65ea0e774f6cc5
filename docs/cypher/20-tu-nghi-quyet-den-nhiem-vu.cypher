// Con đường ngắn nhất từ một nghị quyết đến từng nhiệm vụ của một cơ quan (xem dạng đồ thị)
:param so => '31-CTr/TU'
:param co_quan => 'Sở Nông nghiệp và Môi trường'
MATCH (goc:Document {number: $so}), (co_quan:Agency {key: $co_quan})
MATCH (co_quan)<-[giao:ASSIGNED_TO]-(nhiem_vu:Task)
MATCH duong = SHORTEST 1 (nhiem_vu)-[:IMPLEMENTS|CONTINUES|DETAILS|BASED_ON]->{1,5}(goc)
RETURN duong, giao, co_quan LIMIT 50;
