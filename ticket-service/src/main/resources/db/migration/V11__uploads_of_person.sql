-- How many files a person has uploaded and not attached: he may have no more than a hundred.
create index attachment_unattached_of_uploader on attachment (uploader_id) where ticket_id is null;
