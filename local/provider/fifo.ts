import type { Props } from "./row";
import type { Subject } from "./crud";

/** Arguments of a topic or a queue: the services refuse those about FIFO on others, even as `false`. */
export function withoutFifo(args: Props, { props }: Subject): Props {
    if (props.fifoTopic === true || props.fifoQueue === true) return args;
    return Object.fromEntries(Object.entries(args).filter(([name]) => !/fifo|dedup/i.test(name)));
}

/** The ending that the services want of a FIFO topic's or queue's name. */
export function fifoName(name: string, { fifoTopic, fifoQueue }: Props): string {
    return fifoTopic === true || fifoQueue === true ? `${name}.fifo` : name;
}
