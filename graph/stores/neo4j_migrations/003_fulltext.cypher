// Vănmạch, bước 3: chỉ mục toàn văn. `*_names` cho người gõ tên; các chỉ mục `keyword` cho thuộc tính là danh sách.
CREATE FULLTEXT INDEX task_lead IF NOT EXISTS FOR (n:Task) ON EACH [n.lead] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
CREATE FULLTEXT INDEX task_coordinate IF NOT EXISTS FOR (n:Task) ON EACH [n.coordinate] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
CREATE FULLTEXT INDEX task_authority IF NOT EXISTS FOR (n:Task) ON EACH [n.authority] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
CREATE FULLTEXT INDEX task_implements IF NOT EXISTS FOR (n:Task) ON EACH [n.implements] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
CREATE FULLTEXT INDEX agency_aliases IF NOT EXISTS FOR (n:Agency) ON EACH [n.aliases] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
CREATE FULLTEXT INDEX project_location IF NOT EXISTS FOR (n:Project) ON EACH [n.location] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Document|Agency|Project|Indicator) ON EACH [n.title, n.name, n.aliases] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
