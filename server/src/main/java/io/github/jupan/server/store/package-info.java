/// What keeps sessions, for those who want them elsewhere than in a file: implement
/// [io.github.jupan.server.store.SessionStore], and let it pass the tests that the project's own two pass.
@NullMarked
package io.github.jupan.server.store;

import org.jspecify.annotations.NullMarked;
