// Câu nào nói hai văn bản liên quan với nhau (bằng chứng của quan hệ)
:param nguon => '06-CTr/TU'
:param dich => '52-NQ/TW'
MATCH (nguon:Document {number: $nguon})-[r]->(dich:Document {number: $dich})
UNWIND r.sentences AS cau
RETURN type(r) AS quan_he, r.planned AS du_kien, cau;
