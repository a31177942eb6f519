package io.otklik.notification.api.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otklik.events.Actor;
import io.otklik.events.CommentAdded;
import io.otklik.events.Event;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.otklik.events.Typing;
import io.otklik.notification.conversation.TicketFrames;
import io.otklik.people.People;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What happens to a ticket, as JSON text frames. */
@ApplicationScoped
class BotFrames implements TicketFrames {

    private final ObjectMapper json;
    private final People people;

    BotFrames(ObjectMapper json, People people) {
        this.json = json;
        this.people = people;
    }

    @Override
    public Optional<String> frame(Event event, boolean toStaff) {
        if (event instanceof CommentAdded comment) {
            return comment.system() ? Optional.empty() : Optional.of(message(comment, toStaff));
        }
        if (event instanceof TicketStatusChanged changed) {
            return statusChange(changed);
        }
        if (event instanceof Typing typing) {
            return Optional.of(frame("typing", new BotFrame.TypingState(typing.personUuid(), typing.isTyping())));
        }
        return Optional.empty();
    }

    private String message(CommentAdded comment, boolean toStaff) {
        return frame(
                "new_message",
                new BotFrame.Message(
                        comment.commentUuid(),
                        comment.text(),
                        person(comment.author()),
                        comment.at(),
                        toStaff ? comment.internal() : null));
    }

    /** Nothing when both statuses are one to this contract. */
    private Optional<String> statusChange(TicketStatusChanged changed) {
        String before = name(changed.previous());
        String after = name(changed.ticket().status());
        if (before.equals(after)) {
            return Optional.empty();
        }
        return Optional.of(frame(
                "status_changed",
                new BotFrame.StatusChange(changed.ticket().uuid(), before, after, person(changed.by()))));
    }

    private BotPerson person(Actor actor) {
        return BotPerson.of(actor, actor == null ? Optional.empty() : people.known(actor.id()));
    }

    private static String name(TicketStatus status) {
        return switch (status) {
            case OPEN -> "OPEN";
            case IN_PROGRESS -> "IN_PROGRESS";
            case WAITING_RESPONSE, FROZEN -> "WAITING_RESPONSE";
            case RESOLVED -> "RESOLVED";
            case CLOSED -> "CLOSED";
        };
    }

    private String frame(String type, Object data) {
        try {
            return json.writeValueAsString(new BotFrame(type, data));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A frame " + type, impossible);
        }
    }
}
