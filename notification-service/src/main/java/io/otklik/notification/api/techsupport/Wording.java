package io.otklik.notification.api.techsupport;

import io.otklik.edge.Text;
import io.otklik.notification.feed.Kind;
import io.otklik.notification.feed.Notification;

/** The names and words of notifications in techsupport (contracts/README.md, section 5). */
final class Wording {

    private static final Text NEW_TICKET = new Text("Новый тикет был создан.", "A new ticket has been created.");
    private static final Text NEW_COMMENT =
            new Text("Комментарий был добавлен к вашему тикету.", "A comment has been added to your ticket.");
    private static final Text ASSIGNED =
            new Text("На ваш тикет назначен сотрудник поддержки.", "A support agent has been assigned to your ticket.");
    private static final Text ASSIGNED_TO_YOU = new Text("Вам назначен тикет.", "A ticket has been assigned to you.");
    private static final Text STATUS_CHANGED =
            new Text("Статус вашего тикета изменён.", "The status of your ticket has changed.");

    private Wording() {}

    static String type(Kind kind) {
        return switch (kind) {
            case NEW_TICKET -> "new_ticket";
            case NEW_COMMENT -> "new_comment";
            case ASSIGNED, ASSIGNED_TO_YOU -> "assigned";
            case STATUS_CHANGED -> "status_changed";
        };
    }

    static Text message(Kind kind) {
        return switch (kind) {
            case NEW_TICKET -> NEW_TICKET;
            case NEW_COMMENT -> NEW_COMMENT;
            case ASSIGNED -> ASSIGNED;
            case ASSIGNED_TO_YOU -> ASSIGNED_TO_YOU;
            case STATUS_CHANGED -> STATUS_CHANGED;
        };
    }

    /** Which ticket it is about. */
    static Text title(Notification notification) {
        String ticket = "#" + notification.ticketId() + ": " + notification.subject();
        return new Text("Тикет " + ticket, "Ticket " + ticket);
    }
}
