// Vănmạch, bước 1: mỗi nút có một mã riêng, dùng cho mọi phép MERGE. Phải có trước dữ liệu.
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT graph_state_name IF NOT EXISTS FOR (n:GraphState) REQUIRE n.name IS UNIQUE;
