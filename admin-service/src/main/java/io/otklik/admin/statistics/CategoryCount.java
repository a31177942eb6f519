package io.otklik.admin.statistics;

import java.util.UUID;

/** How many tickets a category has, be it deleted. */
public record CategoryCount(UUID uuid, String name, long tickets) {}
