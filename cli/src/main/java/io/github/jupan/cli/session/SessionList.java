package io.github.jupan.cli.session;

import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.server.SessionSummary;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The sessions that there are, to be shown and to be named by the beginning of an id.
public record SessionList(List<SessionSummary> sessions) {

    /// Stands for the id of the session that was used last and has a question.
    public static final String LAST = "last";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    /// One for each session, the last used first.
    List<String> lines() {
        return sessions.stream().map(SessionList::line).toList();
    }

    private static String line(SessionSummary session) {
        String questions = session.questions() == 1 ? "1 question" : session.questions() + " questions";
        return "%s  %s  %s, %s  %s"
                .formatted(session.id(), TIME.format(session.used()), session.model(), questions, session.title())
                .strip();
    }

    /// The whole id of the one session whose id begins like this.
    public String id(String beginning) {
        if (beginning.equals(LAST)) {
            return sessions.stream()
                    .filter(session -> session.questions() > 0)
                    .findFirst()
                    .map(SessionSummary::id)
                    .orElseThrow(() -> new UsageException("there is no conversation to go on with yet"));
        }
        List<String> ids = sessions.stream()
                .map(SessionSummary::id)
                .filter(id -> id.startsWith(beginning))
                .toList();
        return switch (ids.size()) {
            case 0 -> throw new UsageException("there is no session " + beginning + "; jupan sessions lists them");
            case 1 -> ids.getFirst();
            default ->
                throw new UsageException(ids.size() + " sessions begin with " + beginning + "; write more of the id");
        };
    }
}
