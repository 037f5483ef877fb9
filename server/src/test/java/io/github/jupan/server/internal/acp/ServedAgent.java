package io.github.jupan.server.internal.acp;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.server.AcpDoor;
import io.github.jupan.server.Permission;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.TestSandbox;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.io.IOException;
import java.util.List;

/// An agent that an editor starts: the offline model, which also goes on for ever when it is told to.
final class ServedAgent {

    private ServedAgent() {}

    public static void main(String[] arguments) throws IOException {
        try (TestSandbox sandbox = new TestSandbox();
                Sessions sessions = new Sessions(new OneModel(new Model()), sandbox, List.of(), ServerLimits.DEFAULT)) {
            new AcpDoor(sessions, SessionOptions.DEFAULT, Permission.ASKED).serve(System.in, System.out);
        }
        System.exit(0);
    }

    private static final class Model implements StreamingChatModel {
        private final OfflineModel offline = new OfflineModel();

        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            ChatMessage last = request.messages().getLast();
            if (last instanceof UserMessage user && user.singleText().equals("Go on for ever.")) {
                ScriptedModel.of(Script.say("```python\nwhile True:\n    pass\n```\n"))
                        .doChat(request, handler);
            } else {
                offline.doChat(request, handler);
            }
        }
    }
}
