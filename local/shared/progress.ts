/** One step of something that takes a while, told before it starts. */
export interface Progress {
    /** What is being done, for example `Building the Pulumi CLI`. */
    readonly title: string;
    /** From where or with what, for example a version or a URL. */
    readonly detail?: string;
    /** How long it took when measured on two cores. */
    readonly expectedSeconds?: number;
}

/** Receives each step; the caller decides how to show it. */
export type OnProgress = (progress: Progress) => void;
