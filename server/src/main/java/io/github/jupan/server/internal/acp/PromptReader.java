package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what a session's user wrote and attached. Text that the editor embeds becomes a document, named after the
/// file it came from; nothing is read from the disk.
final class PromptReader {

    /// The names that were given, by the address of what has them: the same file again takes the place of the first.
    private final Map<String, String> names = new LinkedHashMap<>();

    /// A prompt.
    ///
    /// @param notes what was not taken, a line each for the user
    record Prompt(String text, Map<String, String> documents, List<String> notes) {}

    Prompt read(List<AcpSchema.ContentBlock> blocks) {
        StringBuilder text = new StringBuilder();
        Map<String, String> documents = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (AcpSchema.ContentBlock block : blocks) {
            switch (block) {
                case AcpSchema.TextContent words -> text.append(Parameters.required(words.text(), "text"));
                case AcpSchema.Resource resource
                when resource.resource() instanceof AcpSchema.TextResourceContents attached -> {
                    String name = name(Parameters.required(attached.uri(), "uri"));
                    documents.put(name, Parameters.required(attached.text(), "text"));
                    mention(text, name);
                }
                case AcpSchema.Resource resource -> notes.add("An attachment is not text and was left out.");
                case AcpSchema.ResourceLink link -> {
                    String name = Parameters.required(link.name(), "name");
                    notes.add(name + " is a link and was not read: attach its text instead.");
                    mention(text, name);
                }
                default -> throw Parameters.wrong("a prompt may have text and embedded text, no other content");
            }
        }
        if (text.toString().isBlank()) {
            throw Parameters.wrong("the prompt has no words; write a question");
        }
        return new Prompt(text.toString(), documents, notes);
    }

    private String name(String uri) {
        String known = names.get(uri);
        if (known != null) {
            return known;
        }
        String path = uri.replaceFirst("[?#].*$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        String name = last.isEmpty() || names.containsValue(last) ? uri : last;
        names.put(uri, name);
        return name;
    }

    /// Where an editor puts a mention in the midst of words, its name belongs there.
    private static void mention(StringBuilder text, String name) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.append(name);
        }
    }
}
