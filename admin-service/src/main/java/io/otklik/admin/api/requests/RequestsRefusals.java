package io.otklik.admin.api.requests;

import io.otklik.admin.chat.ChatRefused;
import io.otklik.admin.communication.CommunicationRefused;
import io.otklik.admin.staff.StaffRefused;
import io.otklik.edge.Contract;
import io.otklik.edge.Problem;
import io.otklik.edge.Refusals;
import io.otklik.edge.Text;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What requests answers to the features' refusals (contracts/README.md, section 8). */
@Singleton
class RequestsRefusals implements Refusals {

    private static final Text NOT_STAFF =
            new Text("Пользователь не является сотрудником поддержки.", "The user is not a support agent.");

    @Override
    public Contract contract() {
        return Contract.REQUESTS;
    }

    @Override
    public Optional<Problem> problem(Throwable refusal) {
        if (refusal instanceof ChatRefused chat) {
            return Optional.of(problem(chat));
        }
        if (refusal instanceof CommunicationRefused communication) {
            return Optional.of(problem(communication));
        }
        if (refusal instanceof StaffRefused staff) {
            return Optional.of(problem(staff, "participants"));
        }
        return Optional.empty();
    }

    private static Problem problem(ChatRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case NOT_YOURS -> Problem.forbidden();
            case NO_SUCH_MESSAGE -> Problem.field("reply_to", noSuch(refusal.id()));
        };
    }

    private static Problem problem(CommunicationRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case NOT_YOURS -> Problem.forbidden();
            case NO_SUCH_REQUEST -> Problem.field("request", noSuch(refusal.id()));
        };
    }

    /** @param field that named the person */
    static Problem problem(StaffRefused refusal, String field) {
        return switch (refusal.reason()) {
            case NO_SUCH_PERSON -> Problem.field(field, noSuch(refusal.personId()));
            case NOT_STAFF -> Problem.field(field, NOT_STAFF);
        };
    }

    private static Text noSuch(long id) {
        return new Text(
                "Недопустимый первичный ключ \"" + id + "\" - объект не существует.",
                "Invalid pk \"" + id + "\" - object does not exist.");
    }
}
