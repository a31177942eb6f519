package io.otklik.admin.statistics;

import io.otklik.events.TicketStatus;
import java.util.List;
import java.util.Map;

/**
 * All tickets at a glance.
 *
 * @param statuses how many have which; every status is there
 * @param response from filing to the first public message by staff
 * @param categories those that have tickets, the largest first
 * @param agents staff with assigned tickets, who has most first
 */
public record Dashboard(
        long total,
        Map<TicketStatus, Long> statuses,
        Durations response,
        List<CategoryCount> categories,
        List<AgentCount> agents) {}
