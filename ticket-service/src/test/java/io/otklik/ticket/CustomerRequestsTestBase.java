package io.otklik.ticket;

import io.otklik.events.PersonState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** What the tests of customer-requests.md have in common: its addresses and refusals, and what they look up. */
abstract class CustomerRequestsTestBase {

    static final String REQUESTS = "/api/admin/customer-requests/";
    static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";
    static final String FORBIDDEN = "{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}";
    static final String NO_JSON = "{\"detail\":\"Ошибка разбора JSON.\"}";
    static final String NO_OBJECT = "{\"detail\":\"Тело запроса должно быть объектом JSON.\"}";
    static final String NO_CATEGORY = "{\"category\":[\"Такой категории нет.\"]}";
    static final String NOT_A_NUMBER = "[\"Введите правильное число.\"]}";
    static final String NOT_A_STRING = "[\"Значение должно быть строкой.\"]}";
    static final String NULL = "[\"Это поле не может быть пустым.\"]}";

    static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    static void set(long id, String column, String value) {
        try (Connection database = Cast.database();
                PreparedStatement update =
                        database.prepareStatement("update ticket set " + column + " = ? where id = ?")) {
            update.setString(1, value);
            update.setLong(2, id);
            update.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A file that is not attached yet, as other contracts leave it. */
    static Upload upload(PersonState uploader) throws SQLException {
        UUID uuid = UUID.randomUUID();
        try (Connection database = Cast.database();
                PreparedStatement insert = database.prepareStatement("""
                        insert into attachment (uuid, uploader_id, filename, content_type, size, sha256, created_at)
                        values (?, ?, 'a.txt', 'text/plain', 1, decode(repeat('00', 32), 'hex'), now())
                        returning id""")) {
            insert.setObject(1, uuid);
            insert.setLong(2, uploader.id());
            try (var rows = insert.executeQuery()) {
                rows.next();
                return new Upload(rows.getLong(1), uuid);
            }
        }
    }

    record Upload(long id, UUID uuid) {}
}
