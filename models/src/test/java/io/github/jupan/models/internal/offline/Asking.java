package io.github.jupan.models.internal.offline;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Asks the planner many questions at once, as the agent would: question, code, run, answer.
final class Asking {

    /// @param earlier the questions before
    record Case(List<String> earlier, String question, Map<String, String> documents) {
        static Case of(String question) {
            return new Case(List.of(), question, Map.of());
        }
    }

    /// In place of an answer, where a question was declined.
    static final String NOT_UNDERSTOOD = "not_understood";

    private Asking() {}

    /// The answers, in order.
    static List<String> answers(List<Case> cases) {
        List<List<ChatMessage>> dialogues = cases.stream().map(Asking::messages).toList();
        List<Reply> replies = dialogues.stream().map(Planner::reply).toList();
        List<CPython.Job> jobs = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            String code = replies.get(i) instanceof Reply.Runs runs ? runs.code() : "";
            jobs.add(new CPython.Job(code, cases.get(i).question(), cases.get(i).documents()));
        }
        List<String> outputs = CPython.run(jobs);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            answers.add(
                    switch (replies.get(i)) {
                        case Reply.Says says -> says.text();
                        case Reply.Wonders wonders -> NOT_UNDERSTOOD;
                        case Reply.Runs runs -> afterRun(dialogues.get(i), runs, outputs.get(i));
                    });
        }
        return answers;
    }

    static String answer(String question) {
        return answers(List.of(Case.of(question))).getFirst();
    }

    static List<ChatMessage> messages(Case asked) {
        List<ChatMessage> messages = new ArrayList<>();
        String documents = asked.documents().entrySet().stream()
                .map(d -> "- documents[\"" + d.getKey() + "\"]: " + d.getValue().length() + " characters")
                .collect(Collectors.joining("\n"));
        messages.add(SystemMessage.from("Use code.\nDocuments:\n" + documents));
        for (String question : asked.earlier()) {
            messages.add(UserMessage.from(question));
            messages.add(AiMessage.from("An answer."));
        }
        messages.add(UserMessage.from(asked.question()));
        return messages;
    }

    private static String afterRun(List<ChatMessage> before, Reply.Runs runs, String output) {
        List<ChatMessage> messages = new ArrayList<>(before);
        messages.add(AiMessage.from(runs.thought() + "\n\n```python\n" + runs.code() + "\n```"));
        messages.add(UserMessage.from("<result run=\"1\">\n" + output.strip() + "\n</result>"));
        return switch (Planner.reply(messages)) {
            case Reply.Says says -> says.text();
            case Reply.Wonders wonders -> NOT_UNDERSTOOD;
            case Reply.Runs again -> "asked for code twice";
        };
    }
}
