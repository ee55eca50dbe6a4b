/** Texts that do not depend on the machine's language. Imports nothing, and all may import it. */
package org.rnnlm.text;
