/// From a name such as `openai:gpt-5` to a streaming chat model. Start at [Models#open(String, ModelOptions)];
/// [ModelSelection] says which name that is when the user gave none, [Transcripts] and [ReplayModel] play recordings,
/// [Tokens] shows a text as a model sees it.
@NullMarked
package io.github.jupan.models;

import org.jspecify.annotations.NullMarked;
