package io.otklik.admin.statistics;

import io.otklik.events.Priority;
import io.otklik.events.TicketStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The tickets that were filed in a period, as they are now; and what happened on its days.
 *
 * @param from the period's first day: the wanted one, or that of the first ticket
 * @param to its last day, inclusive: the wanted one, or today
 * @param statuses how many have which; every status is there, as every priority is
 * @param categories those that have tickets, the largest first
 * @param days on which something happened, in their order
 * @param response from filing to the first public message by staff
 * @param resolution from filing until the ticket was resolved, or closed without that
 */
public record Report(
        LocalDate from,
        LocalDate to,
        long total,
        Map<TicketStatus, Long> statuses,
        Map<Priority, Long> priorities,
        List<CategoryCount> categories,
        List<Day> days,
        Durations response,
        Durations resolution) {

    /**
     * What happened on one day, UTC.
     *
     * @param resolved tickets that became RESOLVED and were not opened again, whenever they were filed; likewise closed
     */
    public record Day(LocalDate date, long created, long resolved, long closed) {}
}
