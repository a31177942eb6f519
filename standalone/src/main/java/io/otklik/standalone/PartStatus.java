package io.otklik.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One line of {@code status}. The JSON needs no library: names and states are ours and hold nothing to escape. */
record PartStatus(Part part, OptionalLong pid, int port, PartState state) {
    private static final Pattern JSON =
            Pattern.compile("\\{\"name\":\"([a-z0-9-]+)\",\"pid\":(null|\\d+),\"port\":(\\d+),\"state\":\"([a-z]+)\"}");

    static String json(List<PartStatus> statuses) {
        return statuses.stream().map(PartStatus::json).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    static List<PartStatus> parse(String json) {
        List<PartStatus> statuses = new ArrayList<>();
        for (Matcher matcher = JSON.matcher(json); matcher.find(); ) {
            Optional<Part> part = Part.titled(matcher.group(1));
            OptionalLong pid = matcher.group(2).equals("null")
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(matcher.group(2)));
            int port = Integer.parseInt(matcher.group(3));
            PartState state = PartState.titled(matcher.group(4));
            part.ifPresent(known -> statuses.add(new PartStatus(known, pid, port, state)));
        }
        return statuses;
    }

    private String json() {
        return "{\"name\":\"%s\",\"pid\":%s,\"port\":%d,\"state\":\"%s\"}"
                .formatted(part.title(), pid.isPresent() ? pid.getAsLong() : "null", port, state.title());
    }
}
