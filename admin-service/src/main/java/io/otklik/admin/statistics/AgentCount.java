package io.otklik.admin.statistics;

import io.otklik.events.PersonState;

/**
 * How many tickets somebody of the staff has.
 *
 * @param response how long those tickets waited for their first response, whoever gave it; without median
 */
public record AgentCount(PersonState agent, long tickets, Durations response) {}
