package io.otklik.admin.statistics;

import io.otklik.events.TicketStatus;
import java.util.Map;

/**
 * How the work stands.
 *
 * @param statuses how many tickets have which; every status is there
 * @param resolvedToday tickets that are RESOLVED and changed last today, UTC
 */
public record Workload(Map<TicketStatus, Long> statuses, long resolvedToday) {

    public long total() {
        return statuses.values().stream().mapToLong(Long::longValue).sum();
    }
}
