package io.otklik.ticket.api.bot;

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
import java.util.Optional;

/** What bot answers to the features' refusals: what is wrong with a field is VALIDATION_ERROR. */
@Singleton
class BotRefusals implements Refusals {

    static final Text NO_SUCH_PERSON = new Text("Пользователь не найден.", "There is no such user.");
    static final Text NO_SUCH_CATEGORY =
            new Text("Категория не найдена или недоступна.", "The category is not there or not available.");

    /** Room comes when an upload is attached, or at a sweep, every ten minutes, when it is a day old. */
    private static final String SECONDS_TO_NEXT_SWEEP = "600";

    private static final Text NOT_STAFF =
            new Text("Пользователь не является сотрудником поддержки.", "The user is not a support agent.");
    private static final Text NAME_TAKEN =
            new Text("Категория с таким названием уже существует.", "A category with this name already exists.");

    @Override
    public Contract contract() {
        return Contract.BOT;
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
            case NOT_YOURS, NOT_ASSIGNED_TO_YOU -> Problem.forbidden();
            case UNASSIGNED, ALREADY_TAKEN, DONE_ALREADY -> Problem.of(Problem.Kind.CONFLICT, Messages.CONFLICT);
        };
    }

    private static Problem problem(CommentRefused refusal) {
        return switch (refusal.reason()) {
            case INTERNAL_BY_USER -> Problem.forbidden();
        };
    }

    private static Problem problem(AssignmentRefused refusal) {
        return switch (refusal.reason()) {
            case NO_SUCH_PERSON -> Problem.field("assigned_to", NO_SUCH_PERSON);
            case NOT_STAFF, NOT_EXECUTOR -> Problem.field("assigned_to", NOT_STAFF);
        };
    }

    private static Problem problem(CategoryRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case NOT_USABLE -> Problem.field("category_id", NO_SUCH_CATEGORY);
            case NAME_TAKEN -> Problem.field("name", NAME_TAKEN);
            case NEEDED -> Problem.of(Problem.Kind.INVALID, CategoryRefused.GENERAL_STAYS);
        };
    }

    /** A message names files that were uploaded before; all that is wrong with a file itself shows when it is uploaded. */
    private static Problem problem(AttachmentRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case TOO_MANY_UPLOADS ->
                Problem.of(Problem.Kind.TOO_MANY_REQUESTS, refusal.words())
                        .withHeader("Retry-After", SECONDS_TO_NEXT_SWEEP);
            case TOO_MANY, NOT_USABLE -> Problem.field("attachments", refusal.words());
            case TOO_LARGE, EMPTY, BAD_NAME, LONG_NAME, TYPE_NOT_ALLOWED, CONTENT_DIFFERS ->
                Problem.field("file", refusal.words());
        };
    }
}
