package io.github.jupan.server.internal.http;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers every request with a page made for it.
final class PageHandler extends Handler.Abstract {

    private final Supplier<Page> page;

    PageHandler(Supplier<Page> page) {
        this.page = page;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        page.get().send(response, callback);
        return true;
    }
}
