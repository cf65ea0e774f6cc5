// Các đoạn văn nhắc tới một cơ quan
:param co_quan => 'Sở Tài chính'
MATCH (:Agency {key: $co_quan})<-[:MENTIONS]-(doan:Passage)
RETURN doan.document AS van_ban, doan.text AS doan_van ORDER BY van_ban, doan.start LIMIT 50;
