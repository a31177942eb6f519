package io.otklik.ticket.api.techsupport;

import io.otklik.edge.Contract;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.Refusals;
import io.otklik.edge.Text;
import io.otklik.ticket.assignment.AssignmentRefused;
import io.otklik.ticket.attachment.AttachmentRefused;
import io.otklik.ticket.category.CategoryRefused;
import io.otklik.ticket.conversation.CommentRefused;
import io.otklik.ticket.ticketing.TicketRefused;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** What techsupport answers to the features' refusals (techsupport-v1.md, „Ошибки“ of each method). */
@Singleton
class TechsupportRefusals implements Refusals {

    private static final Text UNASSIGNED = new Text(
            "Нельзя изменить статус, пока не назначен ответственный сотрудник.",
            "The status cannot be changed until somebody is assigned.");
    private static final Text NOT_STAFF =
            new Text("Пользователь не является сотрудником поддержки.", "The user is not a support agent.");
    private static final Text NAME_TAKEN =
            new Text("Категория с таким названием уже существует", "A category with this name already exists");

    @Override
    public Contract contract() {
        return Contract.TECHSUPPORT;
    }

    @Override
    public Optional<Problem> problem(Throwable refusal) {
        if (refusal instanceof TicketRefused ticket) {
            return Optional.of(problem(ticket));
        }
        if (refusal instanceof CommentRefused comment) {
            return Optional.of(problem(comment));
        }
        if (refusal instanceof AssignmentRefused assignment) {
            return Optional.of(problem(assignment));
        }
        if (refusal instanceof CategoryRefused category) {
            return Optional.of(problem(category));
        }
        if (refusal instanceof AttachmentRefused attachment) {
            return Optional.of(problem(attachment));
        }
        return Optional.empty();
    }

    private static Problem problem(TicketRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case OTHER_VERSION -> Problem.of(Problem.Kind.PRECONDITION_FAILED, Messages.PRECONDITION_FAILED);
            case UNASSIGNED -> Problem.field("assigned_to", UNASSIGNED);
            case NOT_YOURS, NOT_ASSIGNED_TO_YOU -> Problem.forbidden();
            case ALREADY_TAKEN, DONE_ALREADY -> Problem.of(Problem.Kind.CONFLICT, Messages.CONFLICT);
        };
    }

    private static Problem problem(CommentRefused refusal) {
        return switch (refusal.reason()) {
            case INTERNAL_BY_USER -> Problem.forbidden();
        };
    }

    private static Problem problem(AssignmentRefused refusal) {
        return switch (refusal.reason()) {
            case NO_SUCH_PERSON -> Problem.notFound();
            case NOT_STAFF, NOT_EXECUTOR -> Problem.field("assigned_to", NOT_STAFF);
        };
    }

    private static Problem problem(CategoryRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case NOT_USABLE -> Problem.field("category", notUsable(refusal.id()));
            case NAME_TAKEN ->
                Problem.fields(Problem.Kind.CONFLICT, Map.of("name", new Problem.FieldError(NAME_TAKEN, true)));
            case NEEDED -> Problem.of(Problem.Kind.INVALID, CategoryRefused.GENERAL_STAYS);
        };
    }

    private static Problem problem(AttachmentRefused refusal) {
        return refusal.reason() == AttachmentRefused.Reason.NOT_FOUND
                ? Problem.notFound()
                : Problem.bareField("attachments", refusal.words());
    }

    private static Text notUsable(long id) {
        return new Text(
                "Недопустимый первичный ключ \"" + id + "\" - объект не существует.",
                "Invalid pk \"" + id + "\" - object does not exist.");
    }
}
