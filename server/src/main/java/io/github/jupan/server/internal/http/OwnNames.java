package io.github.jupan.server.internal.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// Whether a request is meant for this server. A page in a browser can make requests to this machine, under a name of
/// its own that it has point here (DNS rebinding). They give themselves away by that name in `Host`, or by their
/// `Origin`.
///
/// @param given names by which the server is known besides, in lower case
record OwnNames(Set<String> given) {

    private static final Pattern HOST = Pattern.compile("([^:\\[\\]]+|\\[[^\\[\\]]+])(?::\\d{1,5})?");

    /// `localhost`, an IP address or one of the names that were given, once.
    boolean hasOwnHost(Request request) {
        List<String> hosts = values(request, HttpHeader.HOST);
        if (hosts.size() != 1) {
            return false;
        }
        Matcher parts = HOST.matcher(hosts.getFirst());
        return parts.matches() && isOwn(parts.group(1));
    }

    private boolean isOwn(String host) {
        return host.equalsIgnoreCase("localhost") || isAddress(host) || given.contains(host.toLowerCase(Locale.ROOT));
    }

    private static boolean isAddress(String host) {
        try {
            if (host.startsWith("[")) {
                String address = host.substring(1, host.length() - 1);
                return !address.contains("%") && Inet6Address.ofLiteral(address) != null;
            }
            return host.chars().filter(each -> each == '.').count() == 3 && Inet4Address.ofLiteral(host) != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /// None, as programs send, or this server itself, once.
    boolean hasOwnOrigin(Request request) {
        List<String> origins = values(request, HttpHeader.ORIGIN);
        return origins.isEmpty()
                || (origins.size() == 1
                        && origins.getFirst()
                                .equalsIgnoreCase(
                                        "http://" + request.getHeaders().get(HttpHeader.HOST)));
    }

    private static List<String> values(Request request, HttpHeader name) {
        return request.getHeaders().getFields(name).stream()
                .map(HttpField::getValue)
                .map(String::valueOf)
                .toList();
    }
}
