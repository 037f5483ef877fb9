package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.internal.peer.Json;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The documents of a client's sessions as resources, each `jupan://documents/SESSION/NAME`.
///
/// Without a handshake nobody knows whose a request is but by the session that it names: what sessions there are
/// is then told to nobody.
record Documents(Client client) implements Resources {

    private static final String TYPE = "text/plain";
    private static final String BEGIN = "jupan://documents/";
    private static final Pattern URI = Pattern.compile(Pattern.quote(BEGIN) + "([^/]+)/([^/]+)");

    @Override
    public ObjectNode list(Revision revision) {
        ObjectNode result = Json.NODES.objectNode();
        ArrayNode resources = result.putArray("resources");
        if (!revision.isStateless()) {
            for (NamedSession named : client.named()) {
                for (String document : named.session().documents().keySet()) {
                    resources
                            .addObject()
                            .put("uri", BEGIN + encoded(named.name()) + "/" + encoded(document))
                            .put("name", document)
                            .put("description", "A document of session " + named.name())
                            .put("mimeType", TYPE);
                }
            }
        }
        return result;
    }

    @Override
    public ObjectNode templates(Revision revision) {
        ObjectNode result = Json.NODES.objectNode();
        result.putArray("resourceTemplates")
                .addObject()
                .put("uriTemplate", BEGIN + "{session}/{name}")
                .put("name", "document")
                .put(
                        "description",
                        "A document of a session"
                                + (revision.isStateless() ? " that a result has named" : " of this client's"))
                .put("mimeType", TYPE);
        return result;
    }

    @Override
    public ObjectNode read(String uri, Revision revision) {
        Matcher matcher = URI.matcher(uri);
        String text =
                matcher.matches() ? client.documents(decoded(matcher.group(1))).get(decoded(matcher.group(2))) : null;
        if (text == null) {
            throw McpFailure.noResource(revision, uri);
        }
        ObjectNode result = Json.NODES.objectNode();
        result.putArray("contents")
                .addObject()
                .put("uri", uri)
                .put("mimeType", TYPE)
                .put("text", text);
        return result;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
