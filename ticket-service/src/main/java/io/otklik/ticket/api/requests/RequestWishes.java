package io.otklik.ticket.api.requests;

import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.people.People;
import io.otklik.ticket.assignment.Assignments;
import io.otklik.ticket.category.Categories;
import io.otklik.ticket.ticketing.Audience;
import io.otklik.ticket.ticketing.NewTicket;
import io.otklik.ticket.ticketing.TicketEdit;
import io.otklik.ticket.ticketing.TicketViews;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Forms as new tickets and edits; the customer, the category and the assignee whom a form names are looked up. */
@Singleton
class RequestWishes {

    private final TicketViews tickets;
    private final Assignments assignments;
    private final Categories categories;
    private final People people;

    RequestWishes(TicketViews tickets, Assignments assignments, Categories categories, People people) {
        this.tickets = tickets;
        this.assignments = assignments;
        this.categories = categories;
        this.people = people;
    }

    /** Whose the new request is; the caller's where the form names nobody. */
    Uni<PersonState> customer(RequestForm form, PersonState caller) {
        return form.customer().isEmpty()
                ? Uni.createFrom().item(caller)
                : people.confirmed(form.customer().get())
                        .map(answer -> answer.orElseThrow(RequestsRefusals::noCustomer));
    }

    Uni<NewTicket> draft(RequestForm form) {
        return coded(form.category())
                .map(category -> new NewTicket(
                        form.title().orElseThrow(),
                        form.description().orElseThrow(),
                        category.orElse(null),
                        form.priority().orElse(Priority.NORMAL),
                        form.tags().orElse(List.of()),
                        form.estimatedResolutionTime()
                                .flatMap(estimate -> estimate)
                                .orElse(null),
                        "requests"));
    }

    Uni<TicketEdit> edit(long id, RequestForm form) {
        return assignee(id, form).chain(assignee -> category(id, form)
                .map(category -> new TicketEdit(
                        form.title(),
                        form.description(),
                        form.priority(),
                        category,
                        form.tags(),
                        form.estimatedResolutionTime(),
                        form.status(),
                        assignee)));
    }

    private Uni<Optional<Optional<PersonState>>> assignee(long id, RequestForm form) {
        if (form.assignedAdmin().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Optional<Long> wanted = form.assignedAdmin().get();
        return wanted.isEmpty()
                ? Uni.createFrom().item(Optional.of(Optional.empty()))
                : assignments.assignable(id, wanted.get()).map(person -> Optional.of(Optional.of(person)));
    }

    /** A category that shows as the wanted code already stays: several show as `general`. */
    private Uni<Optional<Long>> category(long id, RequestForm form) {
        if (form.category().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return tickets.any(id, Audience.STAFF)
                .chain(now ->
                        RequestNames.of(now.category()).equals(form.category().get())
                                ? Uni.createFrom().item(Optional.empty())
                                : coded(form.category()));
    }

    private Uni<Optional<Long>> coded(Optional<String> code) {
        return code.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : categories
                        .coded(code.get())
                        .map(category -> Optional.of(category.orElseThrow(RequestsRefusals::noCategory)));
    }
}
