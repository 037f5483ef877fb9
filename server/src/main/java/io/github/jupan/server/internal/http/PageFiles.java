package io.github.jupan.server.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The page for people: a few files, all of them known, each with a policy that lets it do no more than it must.
final class PageFiles extends Handler.Abstract {

    private static final String FOLDER = "/page/";

    private static final String INDEX = "index.html";

    /// Shows a report: a page of somebody else's, in a frame of its own.
    private static final String FRAME = "frame.html";

    private static final List<String> NAMES = List.of(
            INDEX,
            FRAME,
            "style.css",
            "icon.svg",
            "app.js",
            "compare.js",
            "documents.js",
            "dom.js",
            "evidence.js",
            "export.js",
            "markdown.js",
            "maths.js",
            "python.js",
            "report.js",
            "rpc.js",
            "safetext.js",
            "sessions.js",
            "settings.js",
            "stream.js",
            "tokens.js",
            "transcript.js");

    /// Its own files and its own server, and nothing made of a text: what a model says can become no script.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private final Map<String, Page> files = NAMES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    name -> name.equals(INDEX) ? HttpServer.HOME : FOLDER + name,
                    name -> new Page(200, type(name), text(name))));

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".html" -> "text/html; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String text(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream("/io/github/jupan/server" + FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the page's " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Page file = files.get(path);
        if (file == null) {
            return false;
        }
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Page.line(405, "use GET").send(response, callback);
            return true;
        }
        boolean frame = path.equals(FOLDER + FRAME);
        response.getHeaders().put("Content-Security-Policy", frame ? framePolicy(file.body()) : POLICY);
        response.getHeaders().put("Cross-Origin-Opener-Policy", "same-origin");
        response.getHeaders().put("Cross-Origin-Resource-Policy", "same-origin");
        file.send(response, callback);
        return true;
    }

    /// Its one script takes the report in; the report's own scripts do not run, and nothing is loaded.
    private static String framePolicy(String frame) {
        String open = "<script>";
        int start = frame.indexOf(open) + open.length();
        String script = frame.substring(start, frame.indexOf("</script>", start));
        return "default-src 'none'; script-src 'sha256-" + hash(script) + "'; style-src 'unsafe-inline'; img-src data:;"
                + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts";
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
