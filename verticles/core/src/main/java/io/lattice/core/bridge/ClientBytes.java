package io.lattice.core.bridge;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * What a client sends, on its way to Vert.x, made harmless where the client leaves while a request
 * of its waits behind another. Stateless; one serves every connection.
 *
 * <p>Vert.x 5.0 keeps what came of a waiting request in {@code VertxConnection} and never releases
 * it, so each one would cost pooled memory for ever. Here bodies leave that memory, which Vert.x
 * would make them do a step later, and are not copied again. It also fails over an exception of the
 * channel where a request waits, as that has no response yet; so the channel is closed here, and
 * whoever is asked learns it from the close.
 */
@ChannelHandler.Sharable
final class ClientBytes extends ChannelInboundHandlerAdapter {
  static final ClientBytes HANDLER = new ClientBytes();

  private ClientBytes() {}

  /** Puts it in front of Vert.x's own handler. */
  static void guard(HttpConnection http) {
    if (http instanceof ConnectionBase base) {
      ChannelHandlerContext vertx = base.channelHandlerContext();
      vertx.pipeline().addBefore(vertx.name(), "client-bytes", HANDLER);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    boolean hasBytes = message instanceof HttpContent content && content.content().isReadable();
    context.fireChannelRead(hasBytes ? unpooled((HttpContent) message) : message);
  }

  private static HttpContent unpooled(HttpContent pooled) {
    try {
      return pooled.replace(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(pooled.content())));
    } finally {
      ReferenceCountUtil.release(pooled);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    context.close();
  }
}
