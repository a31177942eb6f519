package io.otklik.standalone;

import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;

@Command(
        name = "rebuild",
        description = "Makes ticket history and statistics anew from all events; returns when it is done.")
final class RebuildCommand implements Callable<Integer> {
    private static final Pattern DONE = Pattern.compile("\\{\"events\":(\\d+)}");

    @Override
    public Integer call() {
        System.out.println(rebuild(InternalCall.to(Part.ADMIN_SERVICE)));
        return 0;
    }

    /** What to tell; fails with a {@link UserError} when nothing was rebuilt. */
    static String rebuild(InternalCall service) {
        Matcher answer = DONE.matcher(service.answer("/internal/rebuild"));
        return "Rebuilt from " + (answer.matches() ? answer.group(1) : "all") + " events.";
    }
}
