package io.otklik.admin.statistics;

import io.otklik.events.CategoryChanged;
import io.otklik.events.CommentAdded;
import io.otklik.events.Event;
import io.otklik.events.Priority;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketCreated;
import io.otklik.events.TicketDeleted;
import io.otklik.events.TicketEdited;
import io.otklik.events.TicketEvent;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatusChanged;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What some events change, as values for the statements of {@link Projection}.
 *
 * @param tickets the ids of all tickets that are touched
 * @param categoriesSeen of each category its newest ticket, which tells its name: many are filed into few
 */
record Changes(
        Set<Long> tickets,
        List<Tuple> created,
        List<Tuple> changed,
        List<Tuple> responded,
        List<Tuple> deleted,
        List<Tuple> categories,
        Map<Long, TicketCreated> categoriesSeen) {

    static Changes of(List<Event> events) {
        Changes changes = new Changes(
                new TreeSet<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new TreeMap<>());
        events.forEach(changes::add);
        return changes;
    }

    private void add(Event event) {
        if (event instanceof TicketCreated opened) {
            created.add(facts(opened, opened.priority(), opened.category().id()));
            categoriesSeen.merge(opened.category().id(), opened, Changes::later);
            touch(opened);
        } else if (event instanceof TicketStatusChanged moved) {
            change(moved, true);
        } else if (event instanceof TicketAssigned assigned) {
            change(assigned, false);
        } else if (event instanceof TicketEdited edited) {
            change(edited, false);
        } else if (event instanceof CommentAdded comment && isResponse(comment)) {
            responded.add(Tuple.of(comment.ticket().id(), utc(comment.at())));
            touch(comment);
        } else if (event instanceof TicketDeleted gone) {
            deleted.add(Tuple.of(gone.ticket().id()));
            touch(gone);
        } else if (event instanceof CategoryChanged told) {
            CategoryChanged.CategoryState category = told.category();
            categories.add(
                    Tuple.of(category.id(), category.uuid(), category.name(), category.deleted(), utc(told.at())));
        }
    }

    private static TicketCreated later(TicketCreated one, TicketCreated other) {
        return other.at().isAfter(one.at()) ? other : one;
    }

    private void change(TicketEvent event, boolean status) {
        TicketFacts ticket = event.ticket();
        changed.add(facts(event, ticket.priority(), ticket.categoryId()).addBoolean(status));
        touch(event);
    }

    private void touch(TicketEvent event) {
        tickets.add(event.ticket().id());
    }

    /** 1 category, 2 name, 3 when. */
    List<Tuple> namesSeen() {
        return categoriesSeen.values().stream()
                .map(opened ->
                        Tuple.of(opened.category().id(), opened.category().name(), utc(opened.at())))
                .toList();
    }

    /** The columns of {@link #created}, for one statement. */
    Tuple createdColumns() {
        return Tuple.tuple()
                .addValue(created.stream().map(row -> row.getLong(0)).toArray(Long[]::new))
                .addValue(created.stream().map(row -> row.getString(1)).toArray(String[]::new))
                .addValue(created.stream().map(row -> row.getString(2)).toArray(String[]::new))
                .addValue(created.stream().map(row -> row.getLong(3)).toArray(Long[]::new))
                .addValue(created.stream().map(row -> row.getLong(4)).toArray(Long[]::new))
                .addValue(created.stream().map(row -> row.getOffsetDateTime(5)).toArray(OffsetDateTime[]::new));
    }

    private static boolean isResponse(CommentAdded comment) {
        return comment.author().role().isStaff() && !comment.internal() && !comment.system();
    }

    private static Tuple facts(TicketEvent event, Priority priority, Long category) {
        TicketFacts ticket = event.ticket();
        return Tuple.tuple()
                .addLong(ticket.id())
                .addString(ticket.status().name())
                .addString(priority == null ? null : priority.name())
                .addLong(category)
                .addLong(ticket.assignee() == null ? null : ticket.assignee().id())
                .addOffsetDateTime(utc(event.at()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
