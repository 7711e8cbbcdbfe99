/** A small e-service that lets Hawiya prove who its visitor is: a stock OpenID relying party. */
@NullMarked
package example.eservice;

import org.jspecify.annotations.NullMarked;
